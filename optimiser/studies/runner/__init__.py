"""Cases solved side by side: handed out to processes of this machine or of a Dask cluster, and given up on Ctrl-C."""
