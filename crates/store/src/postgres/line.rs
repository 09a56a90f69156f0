//! One connection, carried by the thread that asks: several statements go out together, and their answers come back in order.

use std::collections::{HashMap, VecDeque};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, Error, NoTls, Row, Socket, Statement};

use super::values::places;
use super::with_cause;
use crate::Value;

/// Beyond so many different texts the cache starts anew: texts are constants, or built in few forms.
const STATEMENTS: usize = 500;

/// Something to be sent.
#[derive(Clone)]
pub(super) enum Ask {
    /// Text of any number of statements without places.
    Text(String),
    /// A statement that answers nothing.
    Run(String, Vec<Value>),
    /// A statement that answers rows.
    Rows(String, Vec<Value>),
}

/// What came of it.
pub(super) enum Got {
    Nothing,
    Changed(u64),
    Rows(Vec<Row>),
}

impl Ask {
    /// What is sent, for messages.
    pub fn text(&self) -> &str {
        match self {
            Ask::Text(text) | Ask::Run(text, _) | Ask::Rows(text, _) => text,
        }
    }
}

/// A connection.
pub(super) struct Line {
    runtime: Runtime,
    client: Client,
    wire: Wire,
    statements: HashMap<String, Statement>,
}

/// The connection's own end: it moves only while somebody waits for an answer.
struct Wire {
    connection: Connection<Socket, NoTlsStream>,
    heard: VecDeque<String>,
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Got, Error>> + 'a>>;

impl Line {
    /// Connects.
    pub fn open(config: &Config) -> Result<Line, crate::Error> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|e| crate::Error::Lost(e.to_string()))?;
        let (client, connection) = runtime.block_on(config.connect(NoTls)).map_err(|e| crate::Error::Lost(with_cause(&e)))?;
        Ok(Line { runtime, client, wire: Wire { connection, heard: VecDeque::new() }, statements: HashMap::new() })
    }

    /// Whether the server hung up.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Sends all of them at once; what came of the last, or the first that failed and why. What follows a failure in a transaction fails too.
    pub fn ask(&mut self, asks: &[Ask]) -> Result<Got, (usize, Error)> {
        if self.statements.len() + asks.len() > STATEMENTS {
            self.statements.clear();
        }
        let mut sent = 0;
        for (at, ask) in asks.iter().enumerate() {
            if let Ask::Run(sql, _) | Ask::Rows(sql, _) = ask
                && !self.statements.contains_key(sql)
            {
                // In its place too: what is wrong with a text is found where it stands.
                self.send(&asks[sent..at]).map_err(|(behind, error)| (sent + behind, error))?;
                sent = at;
                self.prepare(sql).map_err(|error| (at, error))?;
            }
        }
        self.send(&asks[sent..]).map_err(|(behind, error)| (sent + behind, error))
    }

    fn send(&mut self, asks: &[Ask]) -> Result<Got, (usize, Error)> {
        let Line { runtime, client, wire, statements } = self;
        let mut answers: Vec<Answer<'_>> = asks.iter().map(|ask| answer(client, statements, ask)).collect();
        let mut got: Vec<Option<Result<Got, Error>>> = asks.iter().map(|_| None).collect();
        let all = poll_fn(|context| {
            // In order, which is the order they are sent in.
            for (answer, got) in answers.iter_mut().zip(&mut got).filter(|(_, got)| got.is_none()) {
                if let Poll::Ready(outcome) = answer.as_mut().poll(context) {
                    *got = Some(outcome);
                }
            }
            if got.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
        });
        let carried = runtime.block_on(wire.carry(all));
        drop(answers);
        carried.map_err(|error| (0, error))?;
        let mut last = Got::Nothing;
        for (at, outcome) in got.into_iter().flatten().enumerate() {
            last = outcome.map_err(|error| {
                // A plan made before a migration of another node is not asked twice.
                self.statements.remove(asks[at].text());
                (at, error)
            })?;
        }
        Ok(last)
    }

    fn prepare(&mut self, sql: &str) -> Result<(), Error> {
        let statement = self.runtime.block_on(self.wire.carry(self.client.prepare(sql)))??;
        self.statements.insert(sql.to_owned(), statement);
        Ok(())
    }

    /// Waits up to `patience` for a notification; its payload.
    pub fn heard(&mut self, patience: Duration) -> Result<Option<String>, Error> {
        if self.wire.heard.is_empty() {
            let Line { runtime, wire, .. } = self;
            let news = poll_fn(|context| match wire.moved(context) {
                Err(error) => Poll::Ready(Err(error)),
                Ok(()) if wire.heard.is_empty() => Poll::Pending,
                Ok(()) => Poll::Ready(Ok(())),
            });
            runtime.block_on(async { timeout(patience, news).await }).unwrap_or(Ok(()))?;
        }
        Ok(self.wire.heard.pop_front())
    }
}

impl Wire {
    /// Takes in and sends out whatever can be.
    fn moved(&mut self, context: &mut Context<'_>) -> Result<(), Error> {
        while let Poll::Ready(Some(message)) = self.connection.poll_message(context) {
            if let AsyncMessage::Notification(news) = message? {
                self.heard.push_back(news.payload().to_owned());
            }
        }
        Ok(())
    }

    /// Waits for `future`, which asks through this connection.
    async fn carry<F: Future>(&mut self, future: F) -> Result<F::Output, Error> {
        let mut future = pin!(future);
        poll_fn(|context| match self.moved(context) {
            Ok(()) => future.as_mut().poll(context).map(Ok),
            Err(error) => Poll::Ready(Err(error)),
        })
        .await
    }
}

fn answer<'a>(client: &'a Client, statements: &'a HashMap<String, Statement>, ask: &'a Ask) -> Answer<'a> {
    Box::pin(async move {
        Ok(match ask {
            Ask::Text(text) => client.batch_execute(text).await.map(|()| Got::Nothing)?,
            Ask::Run(sql, params) => Got::Changed(client.execute(&statements[sql], &places(params)).await?),
            Ask::Rows(sql, params) => Got::Rows(client.query(&statements[sql], &places(params)).await?),
        })
    })
}
