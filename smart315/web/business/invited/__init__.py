"""The pages behind a letter's QR code: one complaint, for a business without an account."""
