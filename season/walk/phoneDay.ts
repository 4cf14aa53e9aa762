import type { Page } from 'playwright-core';
import { cheap, look, openWindow, type Window } from './looking.ts';
import { judged } from './phoneSweep.ts';
import type { Started } from './started.ts';

/** Somebody's phone on a day of work, and all that was wrong with its screens. */
export interface Day extends Window {
  readonly wrong: string[];
  /** A picture, and what a weak eye would stumble over. */
  readonly shot: (name: string) => Promise<void>;
  /** The main action at the thumb. */
  readonly main: () => Promise<void>;
}

async function openDay({ browser }: Started): Promise<Day> {
  const window = await openWindow(browser, cheap);
  const { page } = window;
  const wrong: string[] = [];
  const shot = async (name: string) => {
    await page.waitForTimeout(200);
    await look(page, name);
    wrong.push(...(await judged(page)).map((what) => `${name}: ${what}`));
  };
  return { ...window, wrong, shot, main: () => page.locator('.bottom .main-button').click() };
}

/** Signs in where there is signal, waits until her phone has what it needs, and goes where there is none. */
export async function beginsDay(minka: Started, login: string): Promise<Day> {
  const day = await openDay(minka);
  const { page, context } = day;
  await page.goto(minka.phone);
  await page.getByLabel('Usuario').fill(login);
  await page.getByLabel('Contraseña', { exact: true }).fill('minka-demo');
  await page.locator('.main-button').click();
  await page.getByText('Hola,').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.getByText('última vez').waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByText('Hola,').waitFor();
  return day;
}

/** Signal again: all is sent, and nothing is left that does not count. */
export async function endsDay({ page, context }: Day, minka: Started): Promise<void> {
  await context.setOffline(false);
  await page.goto(minka.phone);
  await page.getByText('Todo enviado').waitFor();
  await page.locator('.not-counted').first().waitFor({ state: 'detached' });
}

/** A phone that nobody has signed in on. */
export async function opensPassbook(minka: Started): Promise<Day> {
  const day = await openDay(minka);
  await day.page.goto(`${minka.phone}libreta`);
  await day.page.getByLabel('Código de su carné').fill(minka.passbook.card);
  await day.shot('passbook-card');
  await day.page.getByRole('button', { name: 'Seguir' }).click();
  await typesPin(day.page, minka.passbook.pin);
  return day;
}

export async function typesPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.locator('.pin-keys').getByRole('button', { name: digit, exact: true }).click();
}
