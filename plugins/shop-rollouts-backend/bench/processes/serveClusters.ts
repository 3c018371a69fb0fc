import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CertificateAuthority,
  KubernetesApiServer,
  RequestCounter,
} from '@shop-portal/lab';
import { Fleet } from '../lib/Fleet';
import { answer, LabAddresses, LabQuestion } from '../lib/messages';

const TOKENS = {
  reader: 'reader-of-the-bench',
  promoter: 'promoter-of-the-bench',
  changer: 'changer-of-the-bench',
  admin: 'admin-of-the-bench',
};

/** The lab's API servers in a process of their own, driven by messages. */
async function serve(rollouts: number): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-clusters-'));
  const authority = await CertificateAuthority.open(dataDir);
  fs.rmSync(dataDir, { recursive: true });
  const tls = await authority.issueServerCredentials();
  const counter = new RequestCounter();
  const fleet = Fleet.create(rollouts);
  const clusters: LabAddresses['clusters'] = [];
  for (const store of fleet.stores) {
    const { url } = await KubernetesApiServer.start({
      store,
      port: 0,
      tls,
      tokens: TOKENS,
      counter,
    });
    clusters.push({ name: store.cluster, url });
  }
  process.on('message', async (question: LabQuestion) => {
    answer(
      question.ask === 'requests'
        ? counter.snapshot()
        : await fleet.change(question),
    );
  });
  answer({
    clusters,
    caData: Buffer.from(authority.certificate).toString('base64'),
    readerToken: TOKENS.reader,
  } satisfies LabAddresses);
}

serve(Number(process.argv[2]));
