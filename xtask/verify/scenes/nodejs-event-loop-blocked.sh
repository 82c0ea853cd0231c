# packages: nodejs curl procps iproute2 strace
# An HTTP service in Node. One request makes a regular expression backtrack for
# longer than the page takes, so that even the health check gets no answer.
# set: URL=http://127.0.0.1:3000
cat >server.js <<'JS'
const http = require('http');
const slug = /^(\w+\s?)*$/;
function validateName(name) {
  return slug.test(name);
}
const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/orders') response.end(String(validateName(url.searchParams.get('name'))) + '\n');
  else response.end('ok\n');
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
server.listen(3000, '127.0.0.1');
JS
background node server.js
wait_for curl -sf http://127.0.0.1:3000/healthz
background curl -s 'http://127.0.0.1:3000/orders?name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'
sleep 1
