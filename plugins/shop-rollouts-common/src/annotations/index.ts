export * from './claim';
export * from './labelSelector';
export * from './names';
export * from './readDeliveryLinks';
