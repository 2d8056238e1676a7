-- Until when an initial password, which somebody else issued, is accepted; null: the person chose the password. Those issued before are
-- treated as chosen, because nobody recorded which are.
alter table person add column password_ends_at timestamptz;
