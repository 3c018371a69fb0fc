import { expect, Page } from '@playwright/test';

/** Opens the form of a template. */
export async function openTemplate(
  page: Page,
  template: string,
): Promise<void> {
  await page.goto(`/create/templates/default/${template}`);
  await page.getByText('What it is').first().waitFor();
}

/** Chooses an option of a field. */
export async function choose(
  page: Page,
  field: RegExp,
  option: RegExp,
): Promise<void> {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Says in which account and under which name an environment is made. */
export async function fillPlace(
  page: Page,
  place: { account: string; number: string; environment: string },
): Promise<void> {
  const field = (name: string) => page.getByRole('textbox', { name });
  await field('Account').first().fill(place.account);
  await field('Account number').fill(place.number);
  await field('Environment').fill(place.environment);
}

/** Goes on to the next page of the form. */
export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
}

/** Every file that the form's last page says it will write. */
export async function readWillWrite(page: Page): Promise<string[]> {
  const section = page.getByRole('region', { name: 'What it will write' });
  await expect(section).toContainText('Nothing is written yet.');
  return section.locator('li code').allTextContents();
}

/** Starts the run and waits for its end; gives the pull request's address. */
export async function create(
  page: Page,
  options: { ends: string; repository: string },
): Promise<string> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText(options.ends)).toBeVisible({ timeout: 60_000 });
  const link = page.getByRole('link', {
    name: new RegExp(`pull request #\\d+ in ${options.repository}`),
  });
  const href = await link.first().getAttribute('href');
  if (!href) {
    throw new Error('The run ended without a pull request.');
  }
  return href;
}

/** Merges a pull request on its page in the lab's GitHub. */
export async function mergePullRequest(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: /Merge pull request/ }).click();
  await expect(page.getByText('Merged', { exact: true })).toBeVisible();
}
