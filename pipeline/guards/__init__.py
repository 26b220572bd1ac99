"""What keeps a program that reads strangers' media from doing anything else; one guard a file.

They are put on in the process that becomes the program, before anything of it runs (`launcher`). That process
imports only what comes with Python, and little of it: it is started for every call of ffmpeg.
"""
