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
  screen('/tray', async () => (await import('./TrayPage.tsx')).TrayPage),
  screen('/people', async () => (await import('#programme/people/phone/PeoplePage.tsx')).PeoplePage),
  screen('/people/new', async () => (await import('#programme/people/phone/RegisterProducer.tsx')).RegisterProducer),
  screen('/people/:id/card', async () => (await import('#programme/people/phone/CardPage.tsx')).CardPage),
  screen('/people/:id/correct', async () => (await import('#programme/people/phone/CorrectPerson.tsx')).CorrectPerson),
  screen('/people/:id', async () => (await import('./PersonScreen.tsx')).PersonScreen),
  screen('/plots/new', async () => (await import('#programme/plots/phone/MapPlot.tsx')).MapPlot),
  screen('/plots/new/:person', async () => (await import('#programme/plots/phone/MapPlot.tsx')).MapPlot),
  screen('/plots/:id/look', async () => (await import('#programme/plots/phone/LookPage.tsx')).LookPage),
  screen('/plots/:id', async () => (await import('#programme/plots/phone/PlotPage.tsx')).PlotPage),
  screen('/trainings', async () => (await import('#programme/training/phone/TrainingsPage.tsx')).TrainingsPage),
  screen('/visits', async () => (await import('#programme/visits/phone/TodayPage.tsx')).TodayPage),
  screen('/visits/new', async () => (await import('#programme/visits/phone/MakeVisit.tsx')).MakeVisit),
  screen('/visits/new/:id', async () => (await import('#programme/visits/phone/MakeVisit.tsx')).MakeVisit),
  screen('/visits/ask/:id', async () => (await import('#programme/visits/phone/AskVisit.tsx')).AskVisit),
  screen('/visits/card/:id', async () => (await import('#programme/visits/phone/VisitCard.tsx')).VisitCard),
  screen('/trainings/plan', async () => (await import('#programme/training/phone/PlanTraining.tsx')).PlanTraining),
  screen('/trainings/sheet/:id', async () => (await import('#programme/training/phone/SheetPage.tsx')).SheetPage),
  screen(
    '/trainings/missed/:id',
    async () => (await import('#programme/training/phone/MissedTraining.tsx')).MissedTraining,
  ),
  screen('/trainings/new', async () => (await import('#programme/training/phone/HoldTraining.tsx')).HoldTraining),
  screen('/bench', async () => (await import('#programme/nursery/phone/BenchPage.tsx')).BenchPage),
  screen('/bench/:id/count', async () => (await import('#programme/nursery/phone/BatchForms.tsx')).CountBatch),
  screen('/bench/:id/loss', async () => (await import('#programme/nursery/phone/BatchForms.tsx')).LoseFromBatch),
  screen('/bench/:id/ready', async () => (await import('#programme/nursery/phone/BatchForms.tsx')).LabelBatch),
  screen('/bench/:id', async () => (await import('#programme/nursery/phone/BatchPage.tsx')).BatchPage),
  screen(
    '/inspections',
    async () => (await import('#programme/certification/phone/InspectionsPage.tsx')).InspectionsPage,
  ),
  screen('/inspections/open', async () => (await import('#programme/certification/phone/Inspect.tsx')).Inspect),
  screen('/inspections/:id', async () => (await import('#programme/certification/phone/Inspect.tsx')).Inspect),
  screen('/lots', async () => (await import('#programme/lots/phone/LotsPage.tsx')).LotsPage),
  screen('/lots/arrivals', async () => (await import('#programme/lots/phone/ArrivalsPage.tsx')).ArrivalsPage),
  screen('/lots/arrivals/:id', async () => (await import('#programme/lots/phone/ArrivalPage.tsx')).ArrivalPage),
  screen('/lots/batches', async () => (await import('#programme/lots/phone/BatchesPage.tsx')).BatchesPage),
  screen('/lots/batches/new', async () => (await import('#programme/lots/phone/StartBatch.tsx')).StartBatch),
  screen('/lots/batches/:id/close', async () => (await import('#programme/lots/phone/BatchPage.tsx')).CloseBatch),
  screen('/lots/batches/:id', async () => (await import('#programme/lots/phone/BatchPage.tsx')).BatchPage),
  screen('/lots/count', async () => (await import('#programme/lots/phone/CountStock.tsx')).CountStock),
  screen('/buy', async () => (await import('#programme/purchasing/phone/BuyPage.tsx')).BuyPage),
  screen('/seedlings', async () => (await import('#programme/purchasing/phone/selling/SoldPage.tsx')).SoldPage),
  screen('/seedlings/sell', async () => (await import('#programme/purchasing/phone/selling/SellPage.tsx')).SellPage),
  screen('/seedlings/:id', async () => (await import('#programme/purchasing/phone/selling/SalePage.tsx')).SalePage),
  screen('/purchases', async () => (await import('#programme/purchasing/phone/BoughtPage.tsx')).BoughtPage),
  screen('/purchases/:id', async () => (await import('#programme/purchasing/phone/PurchasePage.tsx')).PurchasePage),
  screen('/cash', async () => (await import('#programme/purchasing/phone/CashPage.tsx')).CashPage),
  screen('/cash/in', async () => (await import('#programme/purchasing/phone/CashMove.tsx')).CashIn),
  screen('/cash/out', async () => (await import('#programme/purchasing/phone/CashMove.tsx')).CashOut),
  screen('/cash/open', async () => (await import('#programme/purchasing/phone/CashCount.tsx')).OpenDay),
  screen('/cash/close', async () => (await import('#programme/purchasing/phone/CashCount.tsx')).CloseDay),
];
