"""What the commands do: functions over domain and repository; a write is one transaction with its entry."""
