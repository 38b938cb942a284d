"""Action plans: drafted from recommendations, checked against them, followed, exported."""
