"""Execution: notebooks run by papermill, in processes forked from a warm one or in Jupyter's kernels."""
