"""What every room stands on: findings, errors, periods, missing values, money and places."""
