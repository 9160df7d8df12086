"""What people read: numbers and sentences, in Danish and English."""
