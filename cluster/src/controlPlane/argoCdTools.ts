import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'fs';
import { join } from 'path';
import { resolveKubectl } from '@shop-portal/kubectl';
import { moduleFile, program } from './ClusterPrograms';

/** Without the first, every build ends with "permission denied". */
const WRAPPERS = ['git-verify-wrapper.sh', 'gpg-wrapper.sh'];

/**
 * Makes a folder with the programs that Argo CD looks for on its search path
 * beside git. Its kustomize is the one of kubectl, which builds the same.
 */
export async function installArgoCdTools(
  argoCdModule: string,
  folder: string,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const wrapper of WRAPPERS) {
    const target = join(folder, wrapper);
    copyFileSync(moduleFile(argoCdModule, 'hack', wrapper), target);
    chmodSync(target, 0o755);
  }
  // git calls it for the password of a repository.
  const askPass = join(folder, 'argocd');
  rmSync(askPass, { force: true });
  symlinkSync(program(argoCdModule, 'argocd'), askPass);
  writeFileSync(
    join(folder, 'kustomize'),
    kustomizeScript(await resolveKubectl()),
    { mode: 0o755 },
  );
  return folder;
}

function kustomizeScript(kubectl: string): string {
  const quoted = `'${kubectl.replaceAll("'", `'\\''`)}'`;
  return `#!/bin/sh
kubectl=${quoted}
case "$1" in
  build)
    shift
    exec "$kubectl" kustomize "$@"
    ;;
  version)
    "$kubectl" version --client | sed -n 's/^Kustomize Version: //p'
    ;;
  *)
    echo "kustomize $1 is not part of kubectl" >&2
    exit 1
    ;;
esac
`;
}
