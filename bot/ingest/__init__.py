"""Files and folders into the store: read in other processes, stored here, watched for."""
