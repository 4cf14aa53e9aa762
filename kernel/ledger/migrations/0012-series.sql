-- The series in which a device counts its receipts (K7Q: K7QA-000001 …). Short, and no other device of the programme has it.
alter table sync_device add column series text;
create unique index sync_device_series on sync_device (programme, series);
