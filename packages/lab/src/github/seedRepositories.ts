import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ImageRegistry } from './ImageRegistry';
import { Repositories } from './Repositories';

/** The host by which seeded files speak of the GitHub that holds them. */
const SEED_ORIGIN = 'https://github.shop.example';

/** Folders of the seeds, and what the repositories are described as. */
const REPOSITORIES: Record<string, string> = {
  deploy: 'What runs where: Kustomize, read by Argo CD',
  infra: 'Clusters, networks and databases: Terragrunt',
  storefront: 'The web shop that customers see',
  discounts: 'Which discounts a customer gets',
  advertisements: 'The banners on the storefront',
  coffeeshop: 'Web, proxy, product, counter, barista and kitchen',
};

/** Every tag that exists at the start; the last one is the newest. */
const IMAGES: Record<string, string[]> = {
  storefront: ['9f31c02', '826a72c4'],
  discounts: ['40aa91d'],
  advertisements: ['77d0a12'],
  web: ['v1.4.0'],
  proxy: ['v1.4.0'],
  product: ['v1.4.0'],
  counter: ['v1.4.0'],
  barista: ['v1.4.0'],
  kitchen: ['v1.4.0'],
};

const AUTHOR = { name: 'Piet Maas', email: 'piet.maas@shop.example' };

/** Makes those repositories and images of the two systems that are missing. */
export async function seedRepositories(options: {
  seedsDir: string;
  origin: string;
  repositories: Repositories;
  registry: ImageRegistry;
}): Promise<void> {
  const { seedsDir, origin, repositories, registry } = options;
  for (const [name, description] of Object.entries(REPOSITORIES)) {
    const repository =
      repositories.find(name) ??
      (await repositories.create({ name, description }));
    const { git } = repository;
    if (!(await git.resolve('main'))) {
      const files = await readFiles(join(seedsDir, name), origin);
      // Seeds are there from the beginning: nobody has pushed them.
      await git.commitFiles({ message: description, author: AUTHOR, files });
    }
  }
  for (const [service, tags] of Object.entries(IMAGES)) {
    for (const tag of registry.tags(service).length > 0 ? [] : tags) {
      registry.publish(service, tag);
    }
  }
}

async function readFiles(directory: string, origin: string) {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(directory, options);
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        const text = await readFile(path, 'utf8');
        return {
          path: relative(directory, path),
          content: text.replaceAll(SEED_ORIGIN, origin),
        };
      }),
  );
}
