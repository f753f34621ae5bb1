"""What is said to a lender in each course: one file a course."""
