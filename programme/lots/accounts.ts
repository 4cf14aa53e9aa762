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
