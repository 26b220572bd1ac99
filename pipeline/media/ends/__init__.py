"""What a container's own end says of whether the file is whole: a file a container."""
