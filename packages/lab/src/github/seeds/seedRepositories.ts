import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ImageRegistry } from '../registry/ImageRegistry';
import { Branches, FileChange, Repositories } from '../repositories';

/** The host by which seeded files speak of the GitHub that holds them. */
const SEED_ORIGIN = 'https://github.shop.example';

interface Seed {
  name: string;
  description: string;
  topics: string[];
}

const SEEDS: Seed[] = [
  {
    name: 'deploy',
    description: 'What runs where: Kustomize, read by Argo CD',
    topics: ['kustomize', 'argo-cd'],
  },
  {
    name: 'infra',
    description: 'Clusters, networks and databases: Terragrunt',
    topics: ['terragrunt', 'aws'],
  },
  {
    name: 'storefront',
    description: 'The web shop that customers see',
    topics: ['ruby', 'ecommerce'],
  },
  {
    name: 'discounts',
    description: 'Which discounts a customer gets',
    topics: ['python', 'ecommerce'],
  },
  {
    name: 'advertisements',
    description: 'The banners on the storefront',
    topics: ['python', 'ecommerce'],
  },
  {
    name: 'coffeeshop',
    description: 'Web, proxy, product, counter, barista and kitchen',
    topics: ['go', 'coffeeshop'],
  },
];

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
  branches: Branches;
  registry: ImageRegistry;
}): Promise<void> {
  const { seedsDir, origin, repositories, branches, registry } = options;
  for (const { name, ...details } of SEEDS) {
    const repository =
      repositories.find(name) ?? (await repositories.create(name, details));
    if (!(await repository.git.resolve('main'))) {
      const files = await readFiles(join(seedsDir, name), origin);
      const message = details.description;
      await branches.commitFiles({
        repository: name,
        message,
        author: AUTHOR,
        files,
      });
    }
  }
  for (const [service, tags] of Object.entries(IMAGES)) {
    if (registry.tags(service).length === 0) {
      for (const tag of tags) {
        registry.publish(service, tag);
      }
    }
  }
}

async function readFiles(
  directory: string,
  origin: string,
): Promise<FileChange[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const files: FileChange[] = [];
  for (const entry of entries.filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    files.push({
      path: relative(directory, path),
      content: text.replaceAll(SEED_ORIGIN, origin),
    });
  }
  return files;
}
