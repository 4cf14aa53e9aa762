import { type Account, account } from '#kernel/pure/account.ts';

/** Grams of dry beans that may be called certified under one certificate; certificates never mix. */
export const claimUnit = (certificate: string): string => `claim:${certificate}`;

/** What a producer may still deliver under a certificate: the estimate less what was bought. Never below zero unnoticed. */
export const volumeAccount = (certificate: string, person: string): Account =>
  account('certification.volume', person, claimUnit(certificate));
/** All that the approved lists of a certificate allow. */
export const issuedAccount = (certificate: string): Account =>
  account('certification.issued', certificate, claimUnit(certificate));
/** Bought as certified, by the centre that bought it. */
export const claimedAccount = (certificate: string, centre: string): Account =>
  account('certification.claimed', centre, claimUnit(certificate));
