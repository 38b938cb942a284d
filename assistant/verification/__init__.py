"""Does a sentence follow from its sources? Facts one by one, then what it says of them."""
