import { type Account, account, accountKinds } from '#kernel/pure/account.ts';

const money = 'PEN';

/** The fund's accounts (domain 5.2). Downstream, purchasing credits loans and debits what the buyer owes the fund. */
export const fundAccounts = accountKinds({
  'fund.cash': ['debit', 'guarded'],
  'fund.inventory': ['debit'],
  'fund.workInProgress': ['debit'],
  'fund.loan': ['debit'],
  'fund.dueFrom': ['debit'],
  'fund.payable': ['credit'],
  'fund.capitalRestricted': ['credit'],
  'fund.capitalFree': ['credit'],
  'fund.sales': ['credit'],
  'fund.costOfSales': ['debit'],
  'fund.lossExpense': ['debit'],
  'fund.goods': ['debit', 'guarded'],
  'fund.goodsDelivered': ['debit'],
  'fund.goodsBought': ['credit'],
});

/** Cash and bank of the fund, céntimos. */
export function fundCash(fund: string): Account {
  return account('fund.cash', fund, money);
}

/** What a producer owes the fund, céntimos; never below zero: what she pays too much is owed to her. */
export function loanAccount(person: string): Account {
  return account('fund.loan', person, money);
}

/** What the fund owes a producer because she paid too much, céntimos. */
export function payableAccount(person: string): Account {
  return account('fund.payable', person, money);
}

/** What a buying organisation deducted for the fund and has not handed over, céntimos. */
export function dueFromAccount(buyer: string): Account {
  return account('fund.dueFrom', buyer, money);
}

/** Cost of a batch that still grows, céntimos. */
export function workInProgressAccount(batch: string): Account {
  return account('fund.workInProgress', batch, money);
}

/** Cost of what can be sold: owner is a batch of seedlings or a kind of goods, céntimos. */
export function inventoryAccount(batchOrGoods: string): Account {
  return account('fund.inventory', batchOrGoods, money);
}

export function capitalAccount(fund: string, restricted: boolean): Account {
  return account(restricted ? 'fund.capitalRestricted' : 'fund.capitalFree', fund, money);
}

export function salesAccount(fund: string): Account {
  return account('fund.sales', fund, money);
}

export function costOfSalesAccount(fund: string): Account {
  return account('fund.costOfSales', fund, money);
}

export function lossExpenseAccount(fund: string): Account {
  return account('fund.lossExpense', fund, money);
}

/** The book's unit for pieces of one kind of goods. */
export function kitUnit(goods: string): string {
  return `kit:${goods}`;
}

/** Pieces in the fund's store. */
export function storeAccount(fund: string, goods: string): Account {
  return account('fund.goods', fund, kitUnit(goods));
}

/** Pieces handed over to a producer. */
export function deliveredAccount(person: string, goods: string): Account {
  return account('fund.goodsDelivered', person, kitUnit(goods));
}

/** Where pieces come from. */
export function boughtAccount(fund: string, goods: string): Account {
  return account('fund.goodsBought', fund, kitUnit(goods));
}
