import type { OfficePage } from '#kernel/office/page.ts';

export const certificationPages: readonly OfficePage[] = [
  {
    path: '/certificates',
    title: 'certification.page.certificates',
    nav: 'cocoa',
    needs: ['certification.certificates', 'certification.schemes'],
    load: () => import('./CertificatesPage.tsx').then((m) => m.CertificatesPage),
  },
  {
    path: '/certificates/$id',
    title: 'certification.page.certificate',
    under: '/certificates',
    needs: ['certification.certificate', 'certification.listed'],
    load: () => import('./CertificatePage.tsx').then((m) => m.CertificatePage),
  },
  {
    path: '/schemes/$id',
    title: 'certification.page.scheme',
    under: '/certificates',
    needs: ['certification.scheme'],
    load: () => import('./SchemePage.tsx').then((m) => m.SchemePage),
  },
  {
    path: '/members',
    title: 'certification.page.members',
    nav: 'field',
    needs: ['certification.members'],
    load: () => import('./MembersPage.tsx').then((m) => m.MembersPage),
  },
  {
    path: '/members/$id',
    title: 'certification.page.member',
    under: '/members',
    needs: ['certification.member'],
    load: () => import('./MemberPage.tsx').then((m) => m.MemberPage),
  },
  {
    path: '/inspections',
    title: 'certification.page.inspections',
    nav: 'field',
    needs: ['certification.inspections'],
    load: () => import('./InspectionsPage.tsx').then((m) => m.InspectionsPage),
  },
  {
    path: '/inspections/$id',
    title: 'certification.page.inspection',
    under: '/inspections',
    needs: ['certification.inspection'],
    load: () => import('./InspectionPage.tsx').then((m) => m.InspectionPage),
  },
  {
    path: '/committee',
    title: 'certification.page.committee',
    nav: 'field',
    needs: ['certification.queue', 'certification.committee'],
    load: () => import('./CommitteePage.tsx').then((m) => m.CommitteePage),
  },
];
