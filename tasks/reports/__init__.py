"""What people and programs are shown: JSON record, terminal, markdown. Pure."""
