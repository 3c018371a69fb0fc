import { ContractSide } from './ContractSide';
import { LabSide } from './LabSide';
import { RealSide } from './RealSide';

const connectionFile = process.env.CONTRACT_SIDE;

/**
 * What contract tests run against: the real parts when the environment
 * variable `CONTRACT_SIDE` names the file that tells where they are, else the
 * lab.
 */
export const contractSide: ContractSide['kind'] = connectionFile
  ? 'real'
  : 'lab';

/** Call `close` on it after the tests. */
export async function openContractSide(): Promise<ContractSide> {
  return connectionFile ? RealSide.open(connectionFile) : LabSide.open();
}
