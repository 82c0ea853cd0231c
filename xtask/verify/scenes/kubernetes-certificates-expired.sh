# packages: openssl curl
# The files of a kubeadm control plane: the authority is good for ten years, the
# API server's certificate and the administrator's ended yesterday, the kubelet
# renewed its own. A server shows the expired certificate on port 6443.
# set: API_HOST=127.0.0.1
fresh /etc/kubernetes
fresh /var/lib/kubelet
mkdir -p /etc/kubernetes/pki/etcd /var/lib/kubelet/pki ca
authority() { # FOLDER NAME
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=$2" -keyout "$1/ca.key" -out "$1/ca.crt" 2>/dev/null
}
authority /etc/kubernetes/pki kubernetes
authority /etc/kubernetes/pki/etcd etcd-ca
touch ca/index; echo 01 >ca/serial
printf '%s\n' '[ca]' 'default_ca = d' '[d]' "database = $PWD/ca/index" "serial = $PWD/ca/serial" "new_certs_dir = $PWD/ca" \
  'default_md = sha256' 'policy = p' 'copy_extensions = copy' 'unique_subject = no' '[p]' 'organizationName = optional' 'commonName = supplied' >ca/cnf
certificate() { # AUTHORITY FILE SUBJECT DAYS-FROM-NOW-UNTIL-THE-END
  openssl req -newkey rsa:2048 -nodes -subj "$3" -addext 'subjectAltName=DNS:kubernetes,DNS:localhost,IP:127.0.0.1' -keyout "$2.key" -out "$2.csr" 2>/dev/null
  openssl ca -batch -notext -config ca/cnf -cert "$1/ca.crt" -keyfile "$1/ca.key" -in "$2.csr" -out "$2.crt" \
    -startdate "$(date -u -d '-366 days' +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d "$4 days" +%Y%m%d%H%M%SZ)" 2>/dev/null
  rm "$2.csr"
}
pki=/etc/kubernetes/pki
certificate $pki $pki/apiserver /CN=kube-apiserver -1
certificate $pki $pki/apiserver-kubelet-client /O=system:masters/CN=kube-apiserver-kubelet-client -1
certificate $pki/etcd $pki/apiserver-etcd-client /CN=kube-apiserver-etcd-client -1
certificate $pki/etcd $pki/etcd/server /CN=node-1 200
certificate $pki admin /O=kubeadm:cluster-admins/CN=kubernetes-admin -1
certificate $pki kubelet /O=system:nodes/CN=system:node:node-1 90
cat kubelet.crt kubelet.key >/var/lib/kubelet/pki/kubelet-client-current.pem
{
  echo 'apiVersion: v1'
  echo 'kind: Config'
  echo 'users:'
  echo '- name: kubernetes-admin'
  echo '  user:'
  echo "    client-certificate-data: $(base64 -w 0 admin.crt)"
  echo "    client-key-data: $(base64 -w 0 admin.key)"
} >/etc/kubernetes/admin.conf
tls_stub 6443 $pki/apiserver.crt $pki/apiserver.key
