import { posix } from 'path';
import type { Problem } from '../kustomize';
import type { Terragrunt } from './types';

const REQUIRED_COMMANDS = ['init', 'validate', 'plan'];
const PINNED = [
  /^tfr:\/\/\/[\w/-]+\?version=\d+\.\d+\.\d+$/,
  /^git::[^?]+\?ref=(v?\d+\.\d+\.\d+|[0-9a-f]{40})$/,
];
const PARENT = /^\$\{find_in_parent_folders\("([\w.-]+)"\)\}$/;

/** The units that a unit depends on, by the path of their files. */
export function readDependencies(
  file: string,
  { dependency }: Terragrunt,
): string[] {
  return Object.values(dependency)
    .flat()
    .map(({ config_path: path }) => resolveUnit(file, path));
}

/** Compares a unit with the rules of the infrastructure repository. */
export function findUnitProblems(
  file: string,
  unit: Terragrunt,
  known: ReadonlySet<string>,
): Problem[] {
  const reasons = [
    ...findRootProblems(file, unit, known),
    ...findSourceProblems(unit),
    ...Object.entries(unit.dependency).flatMap(([name, blocks]) =>
      blocks.flatMap(block => findDependencyProblems(file, name, block, known)),
    ),
  ];
  return reasons.map(reason => ({ file, reason }));
}

function findRootProblems(
  file: string,
  { include }: Terragrunt,
  known: ReadonlySet<string>,
): string[] {
  if (['terragrunt.hcl', 'live/terragrunt.hcl'].includes(file)) {
    return ['is a root file; its name is root.hcl'];
  }
  const [block] = include.root ?? [];
  if (!block) {
    return ['has no include "root"'];
  }
  const [, parent] = PARENT.exec(String(block.path)) ?? [];
  return parent && findInParents(file, parent, known)
    ? []
    : [`includes ${String(block.path)}, which no parent folder has`];
}

function findSourceProblems({ terraform }: Terragrunt): string[] {
  const [{ source } = { source: undefined }] = terraform;
  const text = String(source ?? '');
  return PINNED.some(pattern => pattern.test(text))
    ? []
    : [`has no module with a pinned version: ${text || 'no source'}`];
}

function findDependencyProblems(
  file: string,
  name: string,
  block: Record<string, unknown>,
  known: ReadonlySet<string>,
): string[] {
  const reasons = new Array<string>();
  if (!known.has(resolveUnit(file, block.config_path))) {
    reasons.push(
      `dependency "${name}" leads to ${String(
        block.config_path,
      )}, where no unit is`,
    );
  }
  if (typeof block.mock_outputs !== 'object' || block.mock_outputs === null) {
    reasons.push(`dependency "${name}" has no mock_outputs`);
  }
  const commands = block.mock_outputs_allowed_terraform_commands;
  if (
    !Array.isArray(commands) ||
    REQUIRED_COMMANDS.some(command => !commands.includes(command)) ||
    commands.length !== REQUIRED_COMMANDS.length
  ) {
    reasons.push(
      `dependency "${name}" may use its mocks in other commands than ${REQUIRED_COMMANDS.join(
        ', ',
      )}`,
    );
  }
  return reasons;
}

function resolveUnit(file: string, path: unknown): string {
  return posix.join(posix.dirname(file), String(path), 'terragrunt.hcl');
}

function findInParents(
  file: string,
  name: string,
  known: ReadonlySet<string>,
): boolean {
  let folder = posix.dirname(posix.dirname(file));
  while (folder !== '.') {
    if (known.has(`${folder}/${name}`)) {
      return true;
    }
    folder = posix.dirname(folder);
  }
  return known.has(name);
}
