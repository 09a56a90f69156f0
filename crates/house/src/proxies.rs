//! Which proxies are believed when they say where a request comes from. Invariant: `X-Forwarded-For` counts only as far as trusted machines
//! wrote it (safety test 70); nobody is trusted unless the administrator says so.

use std::net::IpAddr;

use http::HeaderMap;

/// The trusted networks.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<(IpAddr, u32)>);

impl Proxies {
    /// Reads a list such as `127.0.0.1, 10.0.0.0/8, ::1`.
    ///
    /// # Errors
    /// The part that is neither an address nor a network.
    pub fn parse(list: &str) -> Result<Proxies, String> {
        let network = |part: &str| {
            let (address, bits) = part.split_once('/').map_or((part, None), |(address, bits)| (address, Some(bits)));
            let address: IpAddr = address.parse().ok()?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let bits = bits.map_or(Some(most), |bits| bits.parse().ok())?;
            (bits <= most).then_some((address, bits))
        };
        let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| network(part).ok_or_else(|| part.to_owned())).collect::<Result<_, _>>().map(Proxies)
    }

    /// Where a request comes from: the last address of the chain that is not a trusted proxy.
    pub fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let told = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let told: Vec<Option<IpAddr>> = told.flat_map(|line| line.split(',')).map(|part| part.trim().parse().ok()).collect();
        let mut origin = peer.to_canonical();
        for before in told.into_iter().rev() {
            // What can't be read was not written by a proxy of ours: the chain ends there.
            let (true, Some(before)) = (self.trusts(origin), before) else { return origin };
            origin = before.to_canonical();
        }
        origin
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(network, bits)| match (network, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => (network.to_bits() ^ address.to_bits()).leading_zeros() >= *bits,
            (IpAddr::V6(network), IpAddr::V6(address)) => (network.to_bits() ^ address.to_bits()).leading_zeros() >= *bits,
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn origin(trusted: &str, peer: &str, lines: &[&'static str]) -> String {
        let headers = lines.iter().map(|line| (http::HeaderName::from_static("x-forwarded-for"), HeaderValue::from_static(line))).collect();
        Proxies::parse(trusted).expect("networks").origin(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(origin("", "192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
        assert_eq!(origin("127.0.0.1", "192.0.2.1", &["203.0.113.9"]), "192.0.2.1");
        assert_eq!(origin("127.0.0.1", "127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        // A made-up beginning of the chain counts for nothing.
        assert_eq!(origin("127.0.0.1", "127.0.0.1", &["10.9.9.9, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(origin("127.0.0.1,10.0.0.0/8", "127.0.0.1", &["1.1.1.1", "203.0.113.9, 10.2.3.4"]), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8", "10.1.1.1", &["nonsense"]), "10.1.1.1");
        assert_eq!(origin("10.0.0.0/8", "::ffff:10.1.1.1", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(origin("::/0", "::1", &[]), "::1");
    }

    #[test]
    fn a_list_is_read_or_refused() {
        for wrong in ["example.org", "10.0.0.0/33", "10.0.0.0/x", "::/129"] {
            assert!(Proxies::parse(wrong).is_err(), "{wrong}");
        }
    }
}
