//! A view that is built anew whenever it changes, instead of being compared with what was there.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    tachys::{
        hydration::Cursor,
        view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
    },
};

/// Wraps a view whose successor shall inherit nothing: no typed text, no focus, no state of a component.
///
/// It also keeps the code that compares such a view with its predecessor out of the app, which is a quarter of a view.
/// The view must show something: it takes its place in the document from what it replaces.
pub(super) struct Afresh<V>(pub(super) V);

impl<V: Render> Render for Afresh<V> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut fresh = self.0.build();
        state.insert_before_this(&mut fresh);
        state.unmount();
        *state = fresh;
    }
}

impl<V: RenderHtml> AddAnyAttr for Afresh<V> {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _attribute: A) -> Self::Output<A> {
        self
    }
}

impl<V: RenderHtml> RenderHtml for Afresh<V> {
    type AsyncOutput = Self;
    type Owned = Afresh<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attributes: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buffer, position, escape, mark_branches, extra_attributes);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Afresh(self.0.into_owned())
    }
}
