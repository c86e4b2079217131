// The Playground listens on every interface; a test must not.
const { Server } = require('node:net');
const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...more) {
  const at = typeof port === 'object' ? { ...port, host: '127.0.0.1' } : { port: Number(port), host: '127.0.0.1' };
  return listen.call(this, at, ...more.filter((one) => typeof one === 'function'));
};
