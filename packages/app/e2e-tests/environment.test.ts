import {
  choose,
  create,
  fillPlace,
  goOn,
  mergePullRequest,
  openTemplate,
  readWillWrite,
} from './support/create';
import { LabGitHub } from './support/LabGitHub';
import { expect, test } from './support/test';

const FOLDER = 'live/shop-dev/ap-northeast-2/staging';

test('a platform engineer creates an environment, and its repository holds what the form showed', async ({
  pageOf,
  product,
}) => {
  test.setTimeout(180_000);
  const page = await pageOf('Piet Maas');
  const github = LabGitHub.of(product.lab);

  await test.step('the form refuses a network that another environment has', async () => {
    await openTemplate(page, 'shop-terragrunt-environment');
    await fillPlace(page, {
      account: 'shop-dev',
      number: '111111111111',
      environment: 'staging',
    });
    await expect(page.getByRole('button', { name: /Owner/ })).toContainText(
      'Platform team',
    );
    await goOn(page);

    const network = page.getByRole('textbox', { name: 'Network' });
    await network.fill('10.20.64.0/20');
    await expect(
      page.getByText(
        /10\.20\.64\.0\/20 overlaps shop-dev\/ap-northeast-2\/dev \(10\.20\.0\.0\/16\)/,
      ),
    ).toBeVisible();
    await network.fill('10.50.0.0/16');
    await expect(page.getByText('Free', { exact: true })).toBeVisible();
  });

  const planned =
    await test.step('it ends with what it will write', async () => {
      await page.getByRole('textbox', { name: 'Name' }).fill('MIR-STAGING');
      await page
        .getByRole('textbox', { name: 'Domain' })
        .fill('staging.shop.example.com');
      await choose(page, /Nodes/, /m7i\.large/);
      await goOn(page);
      return readWillWrite(page);
    });
  expect(planned).toContain(`${FOLDER}/vpc/terragrunt.hcl`);

  await test.step('its pull request is merged', async () => {
    const url = await create(page, {
      ends: 'shop-dev staging is proposed.',
      repository: 'infra',
    });
    await mergePullRequest(await page.context().newPage(), url);
  });

  await test.step('the repository holds what the form showed', async () => {
    for (const path of planned) {
      expect(await github.readFile('infra', path), path).toBeDefined();
    }
    const settings = await github.readFile('infra', `${FOLDER}/env.hcl`);
    expect(settings).toMatch(/name += "MIR-STAGING"\n/);
    expect(settings).toMatch(/cidr += "10\.50\.0\.0\/16"\n/);
    expect(settings).toMatch(/instance_type = "m7i\.large"\n/);
    expect(
      await github.readFile('infra', `${FOLDER}/eks/terragrunt.hcl`),
    ).toContain('config_path = "../vpc"');
  });

  await test.step('nobody gets the same network again', async () => {
    await openTemplate(page, 'shop-compose-environment');
    await fillPlace(page, {
      account: 'shop-dev',
      number: '111111111111',
      environment: 'trial',
    });
    await goOn(page);
    await page.getByRole('textbox', { name: 'Network' }).fill('10.50.16.0/20');
    await expect(
      page.getByText(
        /10\.50\.16\.0\/20 overlaps shop-dev\/ap-northeast-2\/staging/,
      ),
    ).toBeVisible();
  });
});

test('a platform engineer proposes a development host', async ({
  pageOf,
  product,
}) => {
  const page = await pageOf('Piet Maas');
  await openTemplate(page, 'shop-compose-environment');
  await fillPlace(page, {
    account: 'coffee-dev',
    number: '555555555555',
    environment: 'dev',
  });
  await goOn(page);
  await page.getByRole('textbox', { name: 'Name' }).fill('coffee-dev');
  await page.getByRole('textbox', { name: 'Network' }).fill('10.60.0.0/16');
  await page.getByRole('textbox', { name: 'Mail' }).fill('coffee@shop.example');
  await goOn(page);
  const planned = await readWillWrite(page);
  const url = await create(page, {
    ends: 'coffee-dev dev is proposed.',
    repository: 'infra',
  });
  await mergePullRequest(await page.context().newPage(), url);

  const github = LabGitHub.of(product.lab);
  for (const path of planned) {
    expect(await github.readFile('infra', path), path).toBeDefined();
  }
  expect(
    await github.readFile('infra', 'compose/coffee-dev-dev/compose.yaml'),
  ).toContain('registry.shop.example/shop/web:${IMAGE_TAG}');
});
