import type { ComponentType } from 'react';

/** A screen, loaded when it is first opened; the service worker has it on the phone already. */
export interface PhoneRoute {
  /** A path of wouter: `:id` is given to the screen as the property `id`. */
  readonly path: string;
  readonly load: () => Promise<ComponentType<Record<string, string>>>;
}

const screen = (path: string, load: () => Promise<unknown>): PhoneRoute => ({
  path,
  load: load as PhoneRoute['load'],
});

/** Every screen behind the home screen, by capability. The more exact path stands first. */
export const phoneRoutes: readonly PhoneRoute[] = [
  screen('/people', async () => (await import('#programme/people/phone/PeoplePage.tsx')).PeoplePage),
  screen('/people/new', async () => (await import('#programme/people/phone/RegisterProducer.tsx')).RegisterProducer),
  screen('/people/:id/card', async () => (await import('#programme/people/phone/CardPage.tsx')).CardPage),
  screen('/people/:id/correct', async () => (await import('#programme/people/phone/CorrectPerson.tsx')).CorrectPerson),
  screen('/people/:id', async () => (await import('./PersonScreen.tsx')).PersonScreen),
  screen('/trainings', async () => (await import('#programme/training/phone/TrainingsPage.tsx')).TrainingsPage),
  screen('/trainings/new', async () => (await import('#programme/training/phone/HoldTraining.tsx')).HoldTraining),
];
