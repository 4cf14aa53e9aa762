import type { OfficePage } from '#kernel/office/page.ts';

export const fundPages: readonly OfficePage[] = [
  {
    path: '/fund',
    title: 'fund.statement',
    nav: 'fund',
    needs: ['fund.statement'],
    load: () => import('./FundPage.tsx').then((m) => m.FundPage),
  },
  {
    path: '/loans',
    title: 'fund.loans',
    nav: 'fund',
    needs: ['fund.loans'],
    load: () => import('./LoansPage.tsx').then((m) => m.LoansPage),
  },
  {
    path: '/loans/$id',
    title: 'fund.loan',
    under: '/loans',
    needs: ['fund.loan'],
    load: () => import('./LoanPage.tsx').then((m) => m.LoanPage),
  },
  {
    path: '/credits',
    title: 'fund.credits',
    nav: 'fund',
    needs: ['fund.credits'],
    load: () => import('./CreditsPage.tsx').then((m) => m.CreditsPage),
  },
  {
    path: '/fund-movements',
    title: 'fund.page.movements',
    nav: 'fund',
    needs: ['fund.contributions', 'fund.deliveries', 'fund.repayments', 'fund.batches', 'fund.goods'],
    load: () => import('./MovementsPage.tsx').then((m) => m.MovementsPage),
  },
  {
    path: '/interest',
    title: 'fund.interestDue',
    nav: 'fund',
    needs: ['fund.interestDue'],
    load: () => import('./InterestPage.tsx').then((m) => m.InterestPage),
  },
  {
    path: '/write-offs',
    title: 'fund.writeOffs',
    nav: 'fund',
    needs: ['fund.writeOffs'],
    load: () => import('./WriteOffsPage.tsx').then((m) => m.WriteOffsPage),
  },
  {
    path: '/book',
    title: 'fund.page.book',
    nav: 'fund',
    needs: ['book.accounts', 'book.entries'],
    load: () => import('./BookPage.tsx').then((m) => m.BookPage),
  },
  {
    path: '/book/$id',
    title: 'book.entries',
    under: '/book',
    needs: ['book.entries'],
    load: () => import('./AccountPage.tsx').then((m) => m.AccountPage),
  },
];
