import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { scenario } from '../harness/scenario.mjs';
import { live } from '../harness/search.mjs';
import { kb } from '../harness/site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const corpora = join(resolve(process.env.KB_SHARED ?? join(root, '../shared')), 'corpora');
const POT = 'prometheus-operator-runbooks';
const OPENSHIFT = 'openshift-runbooks';

/** Real blocks, each with a text that identifies it and the commands to copy, written by hand. */
const BLOCKS = [
  [POT, 'AlertmanagerFailedReload', 'sts/alertmanager-main', 'kubectl logs sts/alertmanager-main -c config-reloader'],
  [
    POT,
    'AlertmanagerMembersInconsistent',
    'describe svc alertmanager-main',
    'kubectl describe svc alertmanager-main\nkubectl get pod -o wide | grep alertmanager-main',
  ],
  [
    POT,
    'KubePersistentVolumeFillingUp',
    'kubectl get storageclass',
    "kubectl get storageclass `kubectl -n storage get pvc <my-pvc> -ojson | jq -r '.spec.storageClassName'`",
    '#namespace=storage',
  ],
  [
    POT,
    'NodeFileDescriptorLimit',
    'oc debug',
    "NODE_NAME='node-7'\noc debug \"node/$NODE_NAME\"\nsysctl -a | grep 'fs.file-'\nlsof -n",
    '#instance=node-7',
  ],
  [
    POT,
    'KubeletDown',
    'describe node',
    "kubectl get nodes\nkubectl describe node 'it'\\''s'\nkubectl get events --field-selector 'involvedObject.kind=Node'\nkubectl get events",
    "#node_name=it's",
  ],
  [POT, 'PrometheusDuplicateTimestamps', 'get pod', 'kubectl -n <namespace> get pod'],
  [
    OPENSHIFT,
    'HighlyAvailableWorkloadIncorrectlySpread',
    'oc delete -n',
    'PVC=$(oc get -n "prod" pod "$POD" -ojson | jq -r \'.spec.volumes[] | select(.persistentVolumeClaim!=null) | .persistentVolumeClaim.claimName\')\n' +
      'oc delete -n "prod" pvc "$PVC"\noc delete -n "prod" pod "$POD"',
    '#ns=prod',
  ],
  [
    OPENSHIFT,
    'ACMThanosCompactHalted',
    'create secret generic',
    'oc create secret generic thanos-object-storage \\\n  -n open-cluster-management-observability \\\n  --from-file=thanos.yaml=./thanos.yaml \\\n  --dry-run=client -o yaml | oc apply -f -',
  ],
  [
    OPENSHIFT,
    'CoreDNSErrorsHigh',
    'dig -q',
    '# CoreDNS pods name start with dns-default as prefix\noc exec pod/$COREDNS_POD_NAME -c dns -n openshift-dns -- \\\n    dig -q example.com @$IP_OF_UPSTREAM_NAMESERVER',
    '#domain_name=example.com',
  ],
  [
    OPENSHIFT,
    'KubeControllerManagerDown',
    'operator $POD_NAME',
    'oc get pods -n openshift-kube-controller-manager-operator\noc logs -n openshift-kube-controller-manager-operator $POD_NAME',
  ],
];

scenario(
  import.meta.url,
  async ({ server, visit, step }) => {
    if (!existsSync(corpora)) {
      assert.notEqual(process.env.KB_REQUIRE_CORPORA, '1', `KB_REQUIRE_CORPORA=1, but there is no ${corpora}`);
      console.log(`  skipped: no corpora at ${corpora}`);
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'kb-real-'));
    try {
      for (const corpus of [POT, OPENSHIFT]) {
        const out = join(folder, corpus);
        const args = [
          'build',
          '--content',
          join(corpora, corpus),
          '--app',
          join(root, 'target/frontend'),
          '--out',
          out,
        ];
        const built = spawnSync(kb, args, { cwd: folder, encoding: 'utf8' });
        assert.equal(built.status, 0, built.stderr);
        const from = await server({ root: out });
        for (const [, alert, holds, typed, labels = ''] of BLOCKS.filter(([of]) => of === corpus)) {
          await step(`${corpus}: ${alert}`, async () => {
            const page = await visit(`/alerts/${alert}/${labels}`, {
              server: from,
              permissions: ['clipboard-read', 'clipboard-write'],
            });
            await live(page);
            const block = page.locator('.code').filter({ hasText: holds }).first();
            const copy = block.locator('.kb-copy');
            await copy.click();
            if (await block.getAttribute('data-danger')) {
              await copy.filter({ hasText: 'Copy anyway?' }).click();
            }
            await copy.filter({ hasText: /^Copied/ }).waitFor();
            assert.equal(await page.evaluate(() => navigator.clipboard.readText()), typed);
          });
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  { timeout: 300_000 },
);
