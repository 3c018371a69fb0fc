export const BASE = 'deployment/apps/reviews/base';
export const PROD = 'deployment/apps/reviews/overlays/prod';

export const ROLLOUT = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: reviews
spec:
  selector:
    matchLabels:
      app: reviews
  strategy:
    blueGreen:
      activeService: reviews-active
      previewService: reviews-active
  template:
    metadata:
      labels:
        app: reviews
    spec:
      serviceAccountName: reviews
      containers:
        - name: app
          image: reviews:v1
          ports:
            - name: http
              containerPort: 3000
`;

export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: reviews-active
spec:
  selector:
    app: reviews
  ports:
    - port: 80
      targetPort: http
`;

export const OTHERS = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: reviews
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: reviews
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: reviews
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: reviews
spec:
  podSelector:
    matchLabels:
      app: reviews
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: reviews
spec:
  minReplicas: 2
  maxReplicas: 4
  scaleTargetRef:
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    name: reviews
`;

/** A service's base and production overlay, with nothing wrong. */
export const TREE = {
  [`${BASE}/kustomization.yaml`]:
    'resources:\n  - rollout.yaml\n  - service.yaml\n  - others.yaml\n',
  [`${BASE}/rollout.yaml`]: ROLLOUT,
  [`${BASE}/service.yaml`]: SERVICE,
  [`${BASE}/others.yaml`]: OTHERS,
  [`${PROD}/kustomization.yaml`]:
    'namespace: ecommerce\nresources:\n  - ../../base\n',
};
