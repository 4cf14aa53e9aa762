/** Kinds of fact that no form of the record page makes, and where they come from instead. */
export const withoutForm: Readonly<Record<string, string>> = {
  'ledger.voided': 'stands on every fact that may be taken back',
  'partners.programmeFounded': 'the set-up tells it, once',
  'partners.roleGranted': 'stands on the page of the member of staff',
  'partners.roleRevoked': 'stands on the page of the member of staff',
  'partners.phoneRevoked': 'stands on the page of the phone',
  'people.producerRegistered': 'has a page of its own, with the search for people alike',
  'people.producerCorrected': 'stands on the page of the producer',
  'people.erasureAsked': 'stands on the page of the producer',
  'people.erasureApproved': 'stands on the page of erasures',
  'people.duplicateMerged': 'stands on the page of people alike',
  'indicators.reportSubmitted': 'the server counts its figures: the page of reports asks for it',
  'purchasing.termsSet': 'stands on the page of buying rules',
  'purchasing.signDecided': 'stands on the page of signs of fraud',
  'fund.interestAccrued': 'the server counts it from the book: the page of the fund asks for it',
};
