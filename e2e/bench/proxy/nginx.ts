/** nginx's configuration as a bare proxy to the gateway, with its files in `folder`. */
export function nginxConfig(folder: string, port: number, gateway: string): string {
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream gateway { server ${new URL(gateway).host}; keepalive 1024; }
  server {
    listen 127.0.0.1:${port}; keepalive_requests 100000000;
    location /v1/captures {
      proxy_pass http://gateway/gateway/verify--card;
      proxy_http_version 1.1; proxy_set_header Connection "";
    }
  }
}
`
}
