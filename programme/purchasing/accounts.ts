import { type Account, account } from '#kernel/pure/account.ts';
import type { BeanState } from './rules.ts';

const money = (kind: string, owner: string): Account => account(kind, owner, 'PEN');

/** Grams of wet and dry beans never mix in the book. */
export const beanUnit = (state: BeanState): string => `g-${state}`;

export const cashBoxAccount = (centre: string): Account => money('purchasing.cashBox', centre);
/** The buyer's bank and wallets. */
export const bankAccount = (buyer: string): Account => money('purchasing.bank', buyer);
/** What was paid at a centre and is no cocoa: freight, sacks, food. */
export const expenseAccount = (centre: string): Account => money('purchasing.expense', centre);
/** What counts of a cash box differed by, short on the debit side. */
export const differenceAccount = (centre: string): Account => money('purchasing.cashDifference', centre);
/** What the buyer's head office put into its cash boxes. */
export const fundingAccount = (buyer: string): Account => money('purchasing.funding', buyer);
/** Cocoa bought at a centre, at cost. */
export const cocoaAccount = (centre: string): Account => money('purchasing.cocoa', centre);
/** What the buyer owes a producer. */
export const payableAccount = (person: string): Account => money('purchasing.payable', person);
/** Given to a producer before her beans came (habilitación). */
export const advanceAccount = (person: string): Account => money('purchasing.advance', person);
/** Withheld for a fund of another legal entity, until it is handed over. */
export const dueToAccount = (fund: string): Account => money('purchasing.dueTo', fund);
/** Beans at a centre that are in no lot yet, net grams. */
export const stockAccount = (centre: string, state: BeanState): Account =>
  account('purchasing.stock', centre, beanUnit(state));
/** Where beans come from: what a producer brought, net grams. */
export const producersAccount = (person: string, state: BeanState): Account =>
  account('purchasing.producers', person, beanUnit(state));
