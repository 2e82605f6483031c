-- How far each person has read the inbox of each customer they act for. A mark, so that a notice's own row is never written again.
CREATE TABLE inbox_marks (
  customer TEXT NOT NULL REFERENCES customers (id),
  user TEXT NOT NULL REFERENCES auth_user (id),
  -- Notices posted up to this instant are read.
  read_until INTEGER NOT NULL,
  PRIMARY KEY (customer, user)
) STRICT, WITHOUT ROWID;
