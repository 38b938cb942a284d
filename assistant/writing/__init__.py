"""Answers in a language model's words, each sentence verified before anyone sees it."""
