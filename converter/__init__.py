"""dingben (定本): the definitive edition of a Chinese text."""
