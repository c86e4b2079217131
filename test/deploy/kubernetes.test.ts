import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { isKnownVariable, read } from './files.ts';

const named = z.object({ apiVersion: z.string(), kind: z.string(), metadata: z.object({ name: z.string() }).loose() });
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) }).loose();
const deployment = named.extend({
  spec: z.object({
    replicas: z.number().min(2),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    strategy: z.object({
      type: z.literal('RollingUpdate'),
      rollingUpdate: z.object({ maxUnavailable: z.literal(0) }).loose(),
    }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z
        .object({
          terminationGracePeriodSeconds: z.number().min(15),
          securityContext: z.object({ runAsNonRoot: z.literal(true) }).loose(),
          containers: z.array(
            z
              .object({
                image: z.string(),
                securityContext: z
                  .object({
                    readOnlyRootFilesystem: z.literal(true),
                    allowPrivilegeEscalation: z.literal(false),
                    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }).strict(),
                  })
                  .strict(),
                livenessProbe: probe,
                readinessProbe: probe,
                volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
                resources: z.object({ limits: z.object({ memory: z.string() }).loose() }).loose(),
              })
              .loose(),
          ),
          volumes: z.array(
            z
              .object({ name: z.string(), persistentVolumeClaim: z.object({ claimName: z.string() }).optional() })
              .loose(),
          ),
        })
        .loose(),
    }),
  }),
});

const claim = named.extend({ spec: z.object({ accessModes: z.array(z.string()) }).loose() });

describe('the Kubernetes manifest', () => {
  const all = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => named.loose().parse(document.toJS()));
  const find = (kind: string) => all.find((one) => one.kind === kind);

  it('updates two instances one after the other, and never takes both away', () => {
    const { spec } = deployment.parse(find('Deployment'));
    const { labels } = spec.template.metadata;
    assert.deepEqual(spec.selector.matchLabels, labels);
    const budget = z.object({
      spec: z.object({ minAvailable: z.literal(1), selector: z.object({ matchLabels: z.unknown() }) }),
    });
    assert.deepEqual(budget.parse(find('PodDisruptionBudget')).spec.selector.matchLabels, labels);
    const served = z.object({ spec: z.object({ selector: z.unknown() }) }).parse(find('Service'));
    assert.deepEqual(served.spec.selector, labels);
  });

  it('names one version of the image, which a later one does not replace unnoticed', () => {
    const { containers } = deployment.parse(find('Deployment')).spec.template.spec;
    for (const { image } of containers) assert.match(image, /^[^\s:]+:\d+\.\d+\.\d+$/u);
  });

  it('keeps the backups where every pod finds them', () => {
    const { containers, volumes } = deployment.parse(find('Deployment')).spec.template.spec;
    const { data } = z.object({ data: z.object({ BACKUP_DIR: z.string() }) }).parse(find('ConfigMap'));
    const mount = containers[0]?.volumeMounts.find(({ mountPath }) => mountPath === data.BACKUP_DIR);
    const volume = volumes.find(({ name }) => name === mount?.name);
    const { metadata, spec } = claim.parse(find('PersistentVolumeClaim'));
    assert.equal(volume?.persistentVolumeClaim?.claimName, metadata.name);
    assert.deepEqual(spec.accessModes, ['ReadWriteMany']);
  });

  it('mounts what it has, and sets variables that there are', () => {
    const { containers, volumes } = deployment.parse(find('Deployment')).spec.template.spec;
    const mounted = containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ name }) => name));
    assert.deepEqual(
      mounted,
      volumes.map(({ name }) => name),
    );
    const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(find('ConfigMap'));
    assert.deepEqual(
      Object.keys(data).filter((name) => !isKnownVariable(name)),
      [],
    );
  });
});
