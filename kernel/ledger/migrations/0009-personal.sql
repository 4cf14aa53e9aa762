-- Most personal fields come with the fact that makes the person: those are found by the fact. The index is for the others.
drop index ledger_personal_person;
create index ledger_personal_person on ledger_personal (programme, person) where person <> fact;
