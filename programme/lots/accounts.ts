import { type Account, account } from '#kernel/pure/account.ts';
import { type LotState, unitOf } from './rules.ts';

/** Beans in a lot; may never fall below zero. */
export const lotAccount = (lot: string, state: LotState): Account => account('lots.stock', lot, unitOf(state));
/** What a process takes in and gives out: water and pulp lost, and the turn from wet to dry. */
export const processAccount = (lot: string, state: LotState): Account => account('lots.process', lot, unitOf(state));
/** Left the programme on a truck. */
export const shippedAccount = (shipment: string, state: LotState): Account =>
  account('lots.shipped', shipment, unitOf(state));
/** Found more or less at a centre's counts. */
export const adjustedAccount = (centre: string, state: LotState): Account =>
  account('lots.adjusted', centre, unitOf(state));
/** Sealed away as samples of a centre's lots. */
export const sampledAccount = (centre: string, state: LotState): Account =>
  account('lots.sampled', centre, unitOf(state));
/** Certified grams that were given up by mixing, and may be sold by mass balance; one account per certificate claim. */
export const massBalanceAccount = (claim: string): Account => account('lots.credit', null, `credit:${claim}`);
/** Where they come from. */
export const givenUpAccount = (claim: string): Account => account('lots.givenUp', null, `credit:${claim}`);
/** Sold out of them with a shipment. */
export const creditSoldAccount = (shipment: string, claim: string): Account =>
  account('lots.creditSold', shipment, `credit:${claim}`);
