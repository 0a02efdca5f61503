"""From workbooks to marks: `handin` packs one, `grade` judges a folder of what was packed."""
