"""The sound of single statements, with a sheet that says what each is and proves it."""
