-- How many published versions a customer has been told of, or had no need to be: due for a notice while it is below the number published.
ALTER TABLE customers ADD COLUMN versions_told INTEGER NOT NULL DEFAULT 0;
CREATE INDEX customers_versions_told ON customers (versions_told);
