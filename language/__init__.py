"""What French and English texts have in common, wherever they come from. Pure Python: no Django."""
