"""How invented cases go: each life is a script of steps and of the waiting between them."""
