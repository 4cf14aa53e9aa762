import { type Account, account, accountKinds } from '#kernel/pure/account.ts';

const money = 'PEN';

/** The fund's accounts (domain 5.2). Downstream, purchasing credits loans and debits what the buyer owes the fund. */
export const fundAccounts = accountKinds({
  'fund.cash': ['debit', 'guarded'],
  'fund.inventory': ['debit'],
  'fund.workInProgress': ['debit'],
  'fund.loan': ['debit'],
  'fund.interest': ['debit'],
  'fund.lateInterest': ['debit'],
  'fund.provision': ['credit'],
  'fund.dueFrom': ['debit'],
  'fund.payable': ['credit'],
  'fund.capitalRestricted': ['credit'],
  'fund.capitalFree': ['credit'],
  'fund.sales': ['credit'],
  'fund.costOfSales': ['debit'],
  'fund.lossExpense': ['debit'],
  'fund.salesReturns': ['debit'],
  'fund.interestIncome': ['credit'],
  'fund.provisionExpense': ['debit'],
  'fund.recoveryIncome': ['credit'],
  'fund.writtenOff': ['debit'],
  'fund.writtenOffOf': ['credit'],
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

/** Interest that a producer owes, on time or late, céntimos. */
export function interestAccount(person: string, late: boolean): Account {
  return account(late ? 'fund.lateInterest' : 'fund.interest', person, money);
}

/** What the fund does not expect to get back, céntimos; lowers its loans in the balance sheet. */
export function provisionAccount(fund: string): Account {
  return account('fund.provision', fund, money);
}

/** Written off and not forgotten: what a producer pays of it is a recovery. Stands beside the balance sheet, céntimos. */
export function writtenOffAccount(person: string): Account {
  return account('fund.writtenOff', person, money);
}

export function writtenOffOfAccount(fund: string): Account {
  return account('fund.writtenOffOf', fund, money);
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

export function salesReturnsAccount(fund: string): Account {
  return account('fund.salesReturns', fund, money);
}

export function interestIncomeAccount(fund: string): Account {
  return account('fund.interestIncome', fund, money);
}

export function provisionExpenseAccount(fund: string): Account {
  return account('fund.provisionExpense', fund, money);
}

export function recoveryIncomeAccount(fund: string): Account {
  return account('fund.recoveryIncome', fund, money);
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
